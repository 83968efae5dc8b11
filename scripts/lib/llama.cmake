# Read after llama.cpp's own project(): its library for command-line tools is half of the build, and Python never calls it.
set(LLAMA_BUILD_COMMON OFF)
