# SQL and migrations live in files and are compiled in:
#   DIR/sql/find_task.sql            ->  const struct statement ROOM_sql_find_task;    in "ROOM_sql.h"
#   DIR/migrations/0001_tasks.sql    ->  const struct migration ROOM_migrations[];     in "ROOM_sql.h"
# hapax_embed_sql(TARGET DIR ROOM) adds them to a target, also in projects that use the installed package.

function(hapax_embed_sql target dir room)
  set(script ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed_sql.cmake)
  get_filename_component(dir ${dir} ABSOLUTE)
  file(GLOB inputs CONFIGURE_DEPENDS ${dir}/sql/*.sql ${dir}/migrations/*.sql)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded/${room})
  add_custom_command(
    OUTPUT ${out}/${room}_sql.c ${out}/${room}_sql.h
    COMMAND ${CMAKE_COMMAND} -DDIR=${dir} -DROOM=${room} -DOUT=${out} -P ${script}
    DEPENDS ${inputs} ${script}
    VERBATIM)
  target_sources(${target} PRIVATE ${out}/${room}_sql.c ${out}/${room}_sql.h)
  target_include_directories(${target} PRIVATE ${out})
endfunction()

# Every folder below dir (and dir itself) that has sql/ or migrations/.
function(hapax_embed_rooms target dir)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${dir}/*.sql)
  set(rooms "")
  foreach(file IN LISTS found)
    get_filename_component(holder ${file} DIRECTORY)
    get_filename_component(room ${holder} DIRECTORY)
    list(APPEND rooms ${room})
  endforeach()
  list(REMOVE_DUPLICATES rooms)
  foreach(room IN LISTS rooms)
    get_filename_component(name ${room} NAME)
    hapax_embed_sql(${target} ${room} ${name})
  endforeach()
endfunction()
