# What we stand on, all from Debian 12.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(GRPC REQUIRED IMPORTED_TARGET grpc)
pkg_check_modules(PROTOBUF_C REQUIRED IMPORTED_TARGET libprotobuf-c)
pkg_check_modules(PQ REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(UUID REQUIRED IMPORTED_TARGET uuid)
pkg_check_modules(YAJL REQUIRED IMPORTED_TARGET yajl)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)

add_library(hapax_libraries INTERFACE)
target_link_libraries(
  hapax_libraries INTERFACE PkgConfig::GRPC PkgConfig::PROTOBUF_C PkgConfig::PQ PkgConfig::UUID PkgConfig::YAJL PkgConfig::JANSSON
                            PkgConfig::MICROHTTPD PkgConfig::CRYPTO Threads::Threads)
