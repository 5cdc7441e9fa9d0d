# Warnings are errors for everything we write; generated code is exempt.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(hapax_warnings INTERFACE)
target_compile_options(
  hapax_warnings
  INTERFACE -Wall -Wextra -Werror -Wshadow $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes> -Wwrite-strings -Wpointer-arith
            -Wundef -Wcast-align -Wformat=2 -Wvla -Wimplicit-fallthrough -Wno-missing-field-initializers)

add_compile_definitions(_GNU_SOURCE)
add_compile_options(-fno-omit-frame-pointer -fstack-protector-strong -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
if(NOT HAPAX_SANITIZE AND CMAKE_BUILD_TYPE MATCHES "Rel")
  add_compile_definitions(_FORTIFY_SOURCE=2)
endif()
if(HAPAX_SANITIZE)
  add_compile_options(-fsanitize=${HAPAX_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${HAPAX_SANITIZE})
endif()
if(HAPAX_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
