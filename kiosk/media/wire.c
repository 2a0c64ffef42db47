// Packets and descriptors over a SOCK_SEQPACKET pair. Any thread may send; one receives.
#include "wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

union control {
    struct cmsghdr header; // for its alignment
    char bytes[CMSG_SPACE(sizeof(int))];
};

enum wire_result wire_send(int socket, const void *packet, uint32_t bytes, int fd)
{
    struct iovec part = {.iov_base = (void *)(uintptr_t)packet, .iov_len = bytes};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    union control control = {0};
    if (fd >= 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof fd);
        memcpy(CMSG_DATA(header), &fd, sizeof fd);
    }
    ssize_t sent;
    do {
        sent = sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    if (sent == (ssize_t)bytes)
        return WIRE_OK;
    return sent < 0 && (errno == EAGAIN || errno == ENOBUFS) ? WIRE_EMPTY : WIRE_GONE;
}

enum wire_result wire_receive(int socket, void *packet, uint32_t bytes, int *fd)
{
    struct iovec part = {.iov_base = packet, .iov_len = bytes};
    union control control;
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (fd) { // without room for it the kernel drops an unasked descriptor and sets MSG_CTRUNC
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        *fd = -1;
    }
    ssize_t got;
    do {
        got = recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        return errno == EAGAIN ? WIRE_EMPTY : WIRE_GONE;

    struct cmsghdr *header = fd ? CMSG_FIRSTHDR(&message) : NULL;
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
        memcpy(fd, CMSG_DATA(header), sizeof *fd);
    bool whole = got == (ssize_t)bytes && !(message.msg_flags & (MSG_TRUNC | MSG_CTRUNC));
    if (!whole && fd && *fd >= 0) {
        close(*fd);
        *fd = -1;
    }
    return whole ? WIRE_OK : WIRE_GONE;
}
