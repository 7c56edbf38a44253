/*
 * A camera for Firefox, which, unlike Chromium, cannot play a file as one. Preloaded into its process (LD_PRELOAD),
 * this answers for /dev/video0 as Linux' video4linux2 does and hands out the pictures of a file, in a loop.
 *
 * EMOJIGEN_CAMERA  raw I420 pictures, one after the other
 * EMOJIGEN_WIDTH, EMOJIGEN_HEIGHT  pixels
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FRAMES_PER_SECOND 15
#define MOST_BUFFERS 8
#define MOST_FILES 4096
#define PAGE 4096

static const char DEVICE[] = "/dev/video0";
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* Which file descriptors stand for the camera. Each is a memfd, so that mmap and select work by themselves. */
static unsigned char is_camera[MOST_FILES];
static int source = -1;
static unsigned width, height, pictures, next_picture, queued[MOST_BUFFERS], queue_length, buffer_count;
static unsigned long long started;

static unsigned picture_size(void) { return width * height * 3 / 2; }
static unsigned buffer_step(void) { return (picture_size() + PAGE - 1) / PAGE * PAGE; }

static unsigned long long microseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000ULL + t.tv_nsec / 1000;
}

static int open_camera(void) {
  if (source < 0) {
    int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    const char *file = getenv("EMOJIGEN_CAMERA");
    struct stat info;
    width = atoi(getenv("EMOJIGEN_WIDTH"));
    height = atoi(getenv("EMOJIGEN_HEIGHT"));
    source = real_open(file, O_RDONLY | O_CLOEXEC);
    if (source < 0 || fstat(source, &info) < 0) return -1;
    pictures = info.st_size / picture_size();
  }
  int fd = memfd_create("camera", MFD_CLOEXEC);
  if (fd >= 0 && fd < MOST_FILES) is_camera[fd] = 1;
  return fd;
}

static int is_device(const char *path) { return path && getenv("EMOJIGEN_CAMERA") && !strcmp(path, DEVICE); }

#define OPEN(name)                                                        \
  int name(const char *path, int flags, ...) {                            \
    va_list rest;                                                         \
    va_start(rest, flags);                                                \
    mode_t mode = va_arg(rest, int);                                      \
    va_end(rest);                                                         \
    if (is_device(path)) return open_camera();                            \
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, #name);        \
    return real(path, flags, mode);                                       \
  }
OPEN(open)
OPEN(open64)

int __open_2(const char *path, int flags) { return open(path, flags); }
int __open64_2(const char *path, int flags) { return open64(path, flags); }

int close(int fd) {
  int (*real)(int) = dlsym(RTLD_NEXT, "close");
  if (fd >= 0 && fd < MOST_FILES) is_camera[fd] = 0;
  return real(fd);
}

static void describe(struct v4l2_pix_format *format) {
  memset(format, 0, sizeof *format);
  format->width = width;
  format->height = height;
  format->pixelformat = V4L2_PIX_FMT_YUV420;
  format->field = V4L2_FIELD_NONE;
  format->bytesperline = width;
  format->sizeimage = picture_size();
  format->colorspace = V4L2_COLORSPACE_SMPTE170M;
}

static int fail(int number) {
  errno = number;
  return -1;
}

static int dequeue(int fd, struct v4l2_buffer *buffer) {
  if (queue_length == 0) return fail(EAGAIN);
  unsigned long long due = started + next_picture * 1000000ULL / FRAMES_PER_SECOND, now = microseconds();
  if (due > now) usleep(due - now);
  unsigned index = queued[0];
  memmove(queued, queued + 1, --queue_length * sizeof *queued);
  size_t size = picture_size();
  char *bytes = malloc(size);
  ssize_t got = pread(source, bytes, size, (off_t)(next_picture % pictures) * size);
  if (got == (ssize_t)size) got = pwrite(fd, bytes, size, (off_t)index * buffer_step());
  free(bytes);
  if (got != (ssize_t)size) return fail(EIO);
  memset(buffer, 0, sizeof *buffer);
  buffer->index = index;
  buffer->type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  buffer->memory = V4L2_MEMORY_MMAP;
  buffer->bytesused = size;
  buffer->length = size;
  buffer->sequence = next_picture++;
  return 0;
}

static int answer(int fd, unsigned long request, void *data) {
  switch (request) {
    case VIDIOC_QUERYCAP: {
      struct v4l2_capability *c = data;
      memset(c, 0, sizeof *c);
      strcpy((char *)c->driver, "emojigen");
      strcpy((char *)c->card, "EmojiGen test camera");
      strcpy((char *)c->bus_info, "platform:emojigen");
      c->device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
      c->capabilities = c->device_caps | V4L2_CAP_DEVICE_CAPS;
      return 0;
    }
    case VIDIOC_ENUM_FMT: {
      struct v4l2_fmtdesc *f = data;
      if (f->index > 0) return fail(EINVAL);
      f->pixelformat = V4L2_PIX_FMT_YUV420;
      return 0;
    }
    case VIDIOC_ENUM_FRAMESIZES: {
      struct v4l2_frmsizeenum *s = data;
      if (s->index > 0 || s->pixel_format != V4L2_PIX_FMT_YUV420) return fail(EINVAL);
      s->type = V4L2_FRMSIZE_TYPE_DISCRETE;
      s->discrete.width = width;
      s->discrete.height = height;
      return 0;
    }
    case VIDIOC_ENUM_FRAMEINTERVALS: {
      struct v4l2_frmivalenum *i = data;
      if (i->index > 0) return fail(EINVAL);
      i->type = V4L2_FRMIVAL_TYPE_DISCRETE;
      i->discrete.numerator = 1;
      i->discrete.denominator = FRAMES_PER_SECOND;
      return 0;
    }
    case VIDIOC_G_FMT:
    case VIDIOC_S_FMT:
    case VIDIOC_TRY_FMT:
      if (((struct v4l2_format *)data)->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return fail(EINVAL);
      if (request == VIDIOC_TRY_FMT &&
          ((struct v4l2_format *)data)->fmt.pix.pixelformat != V4L2_PIX_FMT_YUV420) return fail(EINVAL);
      describe(&((struct v4l2_format *)data)->fmt.pix);
      return 0;
    case VIDIOC_G_PARM:
    case VIDIOC_S_PARM: {
      struct v4l2_captureparm *p = &((struct v4l2_streamparm *)data)->parm.capture;
      p->capability = V4L2_CAP_TIMEPERFRAME;
      p->timeperframe.numerator = 1;
      p->timeperframe.denominator = FRAMES_PER_SECOND;
      return 0;
    }
    case VIDIOC_REQBUFS: {
      struct v4l2_requestbuffers *r = data;
      if (r->count > MOST_BUFFERS) r->count = MOST_BUFFERS;
      buffer_count = r->count;
      queue_length = 0;
      if (r->count && ftruncate(fd, (off_t)r->count * buffer_step()) < 0) return -1;
      return 0;
    }
    case VIDIOC_QUERYBUF: {
      struct v4l2_buffer *b = data;
      if (b->index >= buffer_count) return fail(EINVAL);
      b->length = picture_size();
      b->m.offset = b->index * buffer_step();
      return 0;
    }
    case VIDIOC_QBUF: {
      struct v4l2_buffer *b = data;
      if (b->index >= buffer_count || queue_length >= MOST_BUFFERS) return fail(EINVAL);
      queued[queue_length++] = b->index;
      return 0;
    }
    case VIDIOC_DQBUF:
      return dequeue(fd, data);
    case VIDIOC_STREAMON:
      started = microseconds();
      next_picture = 0;
      return 0;
    case VIDIOC_STREAMOFF:
      queue_length = 0;
      return 0;
    default:
      return fail(ENOTTY);
  }
}

int ioctl(int fd, unsigned long request, ...) {
  va_list rest;
  va_start(rest, request);
  void *data = va_arg(rest, void *);
  va_end(rest);
  if (fd >= 0 && fd < MOST_FILES && is_camera[fd]) {
    pthread_mutex_lock(&lock);
    int result = answer(fd, request, data);
    pthread_mutex_unlock(&lock);
    return result;
  }
  int (*real)(int, unsigned long, ...) = dlsym(RTLD_NEXT, "ioctl");
  return real(fd, request, data);
}
