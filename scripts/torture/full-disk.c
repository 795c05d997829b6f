/*
 * Loaded before the C library (LD_PRELOAD): lets the disk be full from the n-th write on, for files under one folder.
 *
 * Opening "<folder>/full-disk-arm-<n>" begins to count and lets n writes pass; opening "<folder>/full-disk-disarm"
 * ends it, and answers EEXIST where a write has been refused since, ENOENT where none has.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static int armed;
static long left;
static long refused;

static const char *folder(void) { return getenv("FULL_DISK_FOLDER"); }

/* Whether the write to this file is refused. */
static int is_full(int fd) {
  char link[64], path[4096];
  const char *under = folder();
  if (!armed || !under) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  if (strncmp(path, under, strlen(under)) != 0) return 0;
  if (left > 0) {
    left--;
    return 0;
  }
  refused++;
  errno = ENOSPC;
  return 1;
}

/* Whether the path is an order to us; errno then holds the answer. */
static int is_order(const char *path) {
  const char *under = folder();
  if (!under || strncmp(path, under, strlen(under)) != 0) return 0;
  const char *name = path + strlen(under);
  if (strncmp(name, "/full-disk-arm-", 15) == 0) {
    left = atol(name + 15);
    refused = 0;
    armed = 1;
    errno = ENOENT;
    return 1;
  }
  if (strcmp(name, "/full-disk-disarm") == 0) {
    armed = 0;
    errno = refused ? EEXIST : ENOENT;
    return 1;
  }
  return 0;
}

#define NEXT(type, name, ...)                                      \
  static type (*next)(__VA_ARGS__);                                \
  if (!next) next = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name);

#define OPEN(name)                                                 \
  int name(const char *path, int flags, ...) {                     \
    NEXT(int, #name, const char *, int, ...)                       \
    va_list arguments;                                             \
    va_start(arguments, flags);                                    \
    mode_t mode = va_arg(arguments, mode_t);                       \
    va_end(arguments);                                             \
    return is_order(path) ? -1 : next(path, flags, mode);          \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                               \
  int name(int at, const char *path, int flags, ...) {             \
    NEXT(int, #name, int, const char *, int, ...)                  \
    va_list arguments;                                             \
    va_start(arguments, flags);                                    \
    mode_t mode = va_arg(arguments, mode_t);                       \
    va_end(arguments);                                             \
    return is_order(path) ? -1 : next(at, path, flags, mode);      \
  }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *bytes, size_t count) {
  NEXT(ssize_t, "write", int, const void *, size_t)
  return is_full(fd) ? -1 : next(fd, bytes, count);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  NEXT(ssize_t, "writev", int, const struct iovec *, int)
  return is_full(fd) ? -1 : next(fd, parts, count);
}

#define PWRITE(name, offset_type)                                  \
  ssize_t name(int fd, const void *bytes, size_t count, offset_type at) { \
    NEXT(ssize_t, #name, int, const void *, size_t, offset_type)   \
    return is_full(fd) ? -1 : next(fd, bytes, count, at);          \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, offset_type)                                \
  int name(int fd, offset_type length) {                           \
    NEXT(int, #name, int, offset_type)                             \
    return is_full(fd) ? -1 : next(fd, length);                    \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define ALLOCATE(name, offset_type)                                \
  int name(int fd, int mode, offset_type at, offset_type length) { \
    NEXT(int, #name, int, int, offset_type, offset_type)           \
    return is_full(fd) ? -1 : next(fd, mode, at, length);          \
  }
ALLOCATE(fallocate, off_t)
ALLOCATE(fallocate64, off64_t)

int posix_fallocate(int fd, off_t at, off_t length) {
  NEXT(int, "posix_fallocate", int, off_t, off_t)
  return is_full(fd) ? ENOSPC : next(fd, at, length);
}

#define SYNC(name)                                                 \
  int name(int fd) {                                               \
    NEXT(int, #name, int)                                          \
    return is_full(fd) ? -1 : next(fd);                            \
  }
SYNC(fsync)
SYNC(fdatasync)
