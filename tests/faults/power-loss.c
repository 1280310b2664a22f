/*
 * Preloaded into the writing process: keeps beside it what a power cut would leave. A file has the
 * content of its last fsync, a folder the entries of its last fsync; nothing else is durable.
 * POWER_SOURCE is the folder that is watched, POWER_DISK holds files/KEY and dirs/KEY, where KEY is
 * inode-birth: an inode that is used again is another file.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH 4096

static void fail(const char *what) {
  perror(what);
  abort();
}

static int key_of(int dir, const char *name, int flags, char *key, unsigned *mode) {
  struct statx at;
  if (statx(dir, name, flags | AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME, &at)) return -1;
  snprintf(key, 64, "%llu-%lld", (unsigned long long)at.stx_ino,
           (long long)at.stx_btime.tv_sec * 1000000000LL + at.stx_btime.tv_nsec);
  *mode = at.stx_mode;
  return 0;
}

static void write_all(int out, const char *bytes, ssize_t length) {
  while (length > 0) {
    ssize_t done = write(out, bytes, length);
    if (done <= 0) fail("write");
    bytes += done;
    length -= done;
  }
}

static void copy_file(int fd, int out) {
  static char bytes[1 << 18];
  off_t at = 0;
  for (ssize_t got; (got = pread(fd, bytes, sizeof bytes, at)) > 0; at += got)
    write_all(out, bytes, got);
}

/* SQLite may open a file for writing only: it is read by its name in /proc then. */
static void copy_open(int fd, int out) {
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  int in = open(name, O_RDONLY);
  if (in < 0) fail("open");
  copy_file(in, out);
  close(in);
}

static void copy_entries(int fd, int out) {
  char name[64], key[64], line[PATH];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  DIR *folder = opendir(name);
  if (!folder) fail("opendir");
  for (struct dirent *entry; (entry = readdir(folder));) {
    unsigned mode;
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (key_of(dirfd(folder), entry->d_name, 0, key, &mode)) continue;
    int length = snprintf(line, sizeof line, "%c\t%s\t%s\n", S_ISDIR(mode) ? 'd' : 'f',
                          entry->d_name, key);
    write_all(out, line, length);
  }
  closedir(folder);
}

static void made_durable(int fd) {
  const char *source = getenv("POWER_SOURCE"), *disk = getenv("POWER_DISK");
  char link[64], path[PATH], key[64], fresh[PATH], kept[PATH];
  unsigned mode;
  if (!source || !disk) return;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return;
  path[length] = 0;
  size_t prefix = strlen(source);
  if (strncmp(path, source, prefix) || (path[prefix] != '/' && path[prefix] != 0)) return;
  if (key_of(fd, "", AT_EMPTY_PATH, key, &mode)) fail("statx");
  if (!S_ISDIR(mode) && !S_ISREG(mode)) return;
  snprintf(kept, sizeof kept, "%s/%s/%s", disk, S_ISDIR(mode) ? "dirs" : "files", key);
  snprintf(fresh, sizeof fresh, "%s/fresh", disk);
  int out = open(fresh, O_CREAT | O_TRUNC | O_WRONLY, 0600);
  if (out < 0) fail("open");
  if (S_ISDIR(mode)) copy_entries(fd, out);
  else copy_open(fd, out);
  close(out);
  if (rename(fresh, kept)) fail("rename");
}

int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  int result = real(fd);
  if (!result) made_durable(fd);
  return result;
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  int result = real(fd);
  if (!result) made_durable(fd);
  return result;
}
