#pragma once
// Which of the new set's videos are new, and what becomes of the answers. Publisher only.

#include "draft.h"
#include "publish.h"

// False with draft->failed set if they could not be looked at.
__attribute__((warn_unused_result)) bool publish_check_videos(const struct publish_options *options,
                                                              struct draft *draft,
                                                              struct report *report);
