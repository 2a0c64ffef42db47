#pragma once
// How long a video is, from its file's own head: enough to see that a mark or a caption lies past
// its end. Plays nothing and trusts nothing.

// Seconds; -1 where the file is no WebM or MP4, is damaged, or does not say. Any thread.
double video_length(const char *path);
