/*
 * Preloaded into a writing process: lets the n-th write or sync beneath FAIL_FOLDER fail with an error that is
 * chosen, once or from then on. FAIL_CONTROL is a file of three numbers that the process writes itself:
 * how many still pass (negative: all), the error, and whether it stays.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static volatile int32_t *control;
static const char *folder;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAIL_CONTROL");
  folder = getenv("FAIL_FOLDER");
  if (!path || !folder) return;
  int fd = open(path, O_RDWR);
  if (fd < 0) return;
  void *at = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (at != MAP_FAILED) control = at;
}

static int refused(int fd) {
  char link[64], path[4096];
  if (!control || control[0] < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  if (strncmp(path, folder, strlen(folder))) return 0;
  if (control[0] > 0) {
    control[0] -= 1;
    return 0;
  }
  if (!control[2]) control[0] = -2;
  control[3] += 1;
  errno = control[1];
  return 1;
}

#define PASS(result, name, types, args)                       \
  result name types {                                         \
    static result(*real) types;                               \
    if (!real) real = (result(*) types)dlsym(RTLD_NEXT, #name); \
    return refused(fd) ? -1 : real args;                      \
  }

PASS(ssize_t, write, (int fd, const void *bytes, size_t length), (fd, bytes, length))
PASS(ssize_t, pwrite, (int fd, const void *bytes, size_t length, off_t at), (fd, bytes, length, at))
PASS(ssize_t, pwrite64, (int fd, const void *bytes, size_t length, off64_t at), (fd, bytes, length, at))
PASS(int, fsync, (int fd), (fd))
PASS(int, fdatasync, (int fd), (fd))
PASS(int, ftruncate, (int fd, off_t length), (fd, length))
PASS(int, ftruncate64, (int fd, off64_t length), (fd, length))
