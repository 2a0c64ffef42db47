// A program that is linked to libvlc, for the checker to find.
#include <vlc/vlc.h>

int main(void)
{
    return libvlc_get_version() ? 0 : 1;
}
