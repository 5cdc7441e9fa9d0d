# cmake --install: what a service outside this tree needs, and the hapax program. find_package(hapax REQUIRED) then gives
# hapax::hapax, hapax_embed_sql() and hapax_generate().
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(hapax_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/hapax)
set(hapax_proto_dir ${CMAKE_INSTALL_DATADIR}/hapax/proto)

set_target_properties(hapax_libraries PROPERTIES EXPORT_NAME libraries)
if(HAPAX_SANITIZE)
  target_link_options(hapax_libraries INTERFACE -fsanitize=${HAPAX_SANITIZE})
endif()
install(TARGETS hapax_program)
install(TARGETS hapax hapax_libraries protoc-gen-hapax EXPORT hapax_targets)
install(EXPORT hapax_targets NAMESPACE hapax:: DESTINATION ${hapax_package_dir} FILE hapaxTargets.cmake)

# Written by hand and generated headers are both reached as "hapax/...".
install(DIRECTORY include/hapax gen/hapax gen/google gen/buf DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h" PATTERN compiler EXCLUDE)
install(DIRECTORY proto/hapax proto/buf DESTINATION ${hapax_proto_dir})
# What people and other tools read of hapax's own events.
install(DIRECTORY gen/asyncapi gen/json-schema gen/specs gen/markdown gen/resources DESTINATION ${CMAKE_INSTALL_DATADIR}/hapax)
# For pip: what producers of other contracts stand on, and those of hapax's own.
install(DIRECTORY gen/python gen/go gen/typescript DESTINATION ${CMAKE_INSTALL_DATADIR}/hapax PATTERN __pycache__ EXCLUDE
        PATTERN node_modules EXCLUDE)

configure_package_config_file(cmake/hapaxConfig.cmake.in ${PROJECT_BINARY_DIR}/hapaxConfig.cmake INSTALL_DESTINATION ${hapax_package_dir}
                              PATH_VARS hapax_proto_dir)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/hapaxConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/hapaxConfig.cmake ${PROJECT_BINARY_DIR}/hapaxConfigVersion.cmake cmake/HapaxDependencies.cmake
              cmake/HapaxEmbedSql.cmake cmake/embed_sql.cmake cmake/HapaxGenerate.cmake DESTINATION ${hapax_package_dir})
