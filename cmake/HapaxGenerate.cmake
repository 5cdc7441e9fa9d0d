# Events and services of a project's own, out of its .proto files:
#   hapax_generate(TARGET CATALOGUE NAME PROTOS FILE... [PROTO_DIR DIR] [EMIT OUTPUT...])
# FILE is what an import would say, e.g. welcome/v1/events.proto, below DIR (default: proto). The target then has
#   "welcome/v1/events.h"   typed events, rules and services of that file
#   "NAME/catalogue.h"      const struct catalogue NAME_catalogue, for struct service
# EMIT names what is to be written besides, into the build folder's generated/NAME: documents, resources (docs/generated.md).
function(hapax_generate target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CATALOGUE;PROTO_DIR" "PROTOS;EMIT")
  if(NOT arg_CATALOGUE OR NOT arg_PROTOS OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "hapax_generate(TARGET CATALOGUE NAME PROTOS FILE... [PROTO_DIR DIR] [EMIT OUTPUT...]): ${arg_UNPARSED_ARGUMENTS} ${arg_KEYWORDS_MISSING_VALUES}")
  endif()
  if(NOT arg_PROTO_DIR)
    set(arg_PROTO_DIR proto)
  endif()
  find_program(HAPAX_PROTOC protoc REQUIRED)
  find_program(HAPAX_PROTOC_C protoc-c REQUIRED)
  pkg_get_variable(google protobuf includedir)
  if(NOT google)
    set(google /usr/include)
  endif()

  get_filename_component(dir ${arg_PROTO_DIR} ABSOLUTE)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/generated/${arg_CATALOGUE})
  set(messages "")
  set(typed ${out}/${arg_CATALOGUE}/catalogue.c ${out}/${arg_CATALOGUE}/catalogue.h)
  set(inputs "")
  foreach(proto IN LISTS arg_PROTOS)
    string(REGEX REPLACE "\\.proto$" "" stem ${proto})
    list(APPEND messages ${out}/${stem}.pb-c.c ${out}/${stem}.pb-c.h)
    list(APPEND typed ${out}/${stem}.c ${out}/${stem}.h)
    list(APPEND inputs ${dir}/${proto})
  endforeach()

  list(PREPEND arg_EMIT c)
  list(JOIN arg_EMIT + emit)
  set(parameters emit=${emit},catalogue=${arg_CATALOGUE})
  if(PROJECT_VERSION)
    string(APPEND parameters ,version=${PROJECT_VERSION})
  endif()

  set(imports -I ${dir} -I ${HAPAX_PROTO_DIR} -I ${google})
  file(MAKE_DIRECTORY ${out})
  add_custom_command(
    OUTPUT ${messages} ${typed}
    COMMAND ${HAPAX_PROTOC_C} ${imports} --c_out=${out} ${arg_PROTOS}
    COMMAND ${HAPAX_PROTOC} ${imports} --plugin=protoc-gen-hapax=$<TARGET_FILE:hapax::protoc-gen-hapax>
            --hapax_out=${parameters}:${out} ${arg_PROTOS}
    DEPENDS ${inputs} hapax::protoc-gen-hapax
    VERBATIM)
  # What protoc-c writes has warnings of its own.
  set_source_files_properties(${messages} PROPERTIES COMPILE_OPTIONS -w)
  target_sources(${target} PRIVATE ${messages} ${typed})
  target_include_directories(${target} PUBLIC ${out})
endfunction()
