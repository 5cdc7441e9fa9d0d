include(${CMAKE_CURRENT_LIST_DIR}/HapaxDependencies.cmake)

add_library(hapax_libraries INTERFACE)
target_link_libraries(
  hapax_libraries INTERFACE PkgConfig::GRPC PkgConfig::PROTOBUF_C PkgConfig::PQ PkgConfig::UUID PkgConfig::YAJL PkgConfig::JANSSON
                            PkgConfig::MICROHTTPD PkgConfig::CRYPTO PkgConfig::RE2 Threads::Threads stdc++ m)
