"""A new event, from its design to its effect: what somebody types and writes who has hapax installed and nothing else of it."""

import os
import pathlib
import shutil
import sys
import time

import pytest

from harness import places
from harness.brokers import InMemory
from harness.hapax import Hapax
from harness.ports import free_port
from harness.process import run
from harness.sidecar import Sidecar
from harness.wait import wait_until

NEW = ["book.borrowed", "--package", "shelf.v1", "--topic", "book-events", "--field", "book_id:int64!", "--field", "user_id:string!", "--field", "due_at:timestamp!",
       "--field", "note:string(40)?", "--consumer", "shelf", "--description", "Somebody took a book home."]

CMAKE = """cmake_minimum_required(VERSION 3.25)
project(shelf LANGUAGES C)
find_package(hapax REQUIRED)
add_executable(shelf shelf.c)
target_link_libraries(shelf PRIVATE hapax::hapax)
hapax_embed_sql(shelf . shelf)
hapax_generate(shelf CATALOGUE shelf PROTOS shelf/v1/events.proto)
"""

SERVICE = """#include "hapax/service.h"
#include "shelf/catalogue.h"
#include "shelf/v1/events.h"
#include "shelf_sql.h"

static enum status on_book_borrowed(struct tx *tx, const struct event *event)
{
	const struct shelf_book_borrowed *data = shelf_book_borrowed_of(event);
	struct db_params params;

	db_params_init(&params, tx->context->arena);
	db_add_i64(&params, data->book_id);
	db_add_text(&params, text_of(data->note ? data->note->value : "nothing"));
	return tx_exec(tx, &shelf_sql_lend, &params, NULL);
}

static const struct handler handlers[] = {
	{.type = &shelf_book_borrowed_event, .one = on_book_borrowed},
	{0},
};

static const struct service shelf = {
	.name = "shelf", .about = "who has which book", .migrations = shelf_migrations, .handlers = handlers, .catalogue = &shelf_catalogue};

int main(int argc, char **argv)
{
	const struct service *const services[] = {&shelf, NULL};

	return hapax_main(argc, argv, services);
}
"""

PUBLISH = """
import datetime
import hapax
from shelf.v1.events import BookBorrowed, publish_book_borrowed

book = BookBorrowed(book_id=7, user_id="ada", note={"value": "back by May"})
book.due_at.FromDatetime(datetime.datetime(2026, 5, 1))
with hapax.Client() as client:
    for _ in range(2):
        print(publish_book_borrowed(client, book, id="loan-7"))
    try:
        publish_book_borrowed(client, BookBorrowed(note={"value": "x" * 41}))
    except hapax.ValidationError as error:
        print(*sorted(violation.field for violation in error.violations))
"""


@pytest.fixture(name="installed", scope="module")
def _installed():
    """hapax and its Python package, as `cmake --install` and pip leave them."""
    folder = pathlib.Path(places.temporary_folder("installed"))
    run(["cmake", "--install", places.HAPAX.parent, "--prefix", folder])
    run([sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "--target", folder / "site",
         folder / "share" / "hapax" / "python"], timeout_s=110)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(name="project")
def _project(tmp_path):
    for name, text in {"CMakeLists.txt": CMAKE, "shelf.c": SERVICE, "sql/lend.sql": "insert into {schema}.loans (book_id, note) values ($1::bigint, $2::text)",
                       "migrations/0001_loans.sql": "create table {schema}.loans (book_id bigint not null, note text not null)"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "proto").mkdir()
    return tmp_path


def test_a_new_event_is_designed_built_published_and_handled_within_a_minute(installed, project, logs, database, record_property):
    began = time.monotonic()
    told = run([installed / "bin" / "hapax", "events", "new", *NEW], cwd=project).stdout
    assert "checked by protoc and protoc-gen-hapax" in told and "on_book_borrowed(struct tx *tx, const struct event *event)" in told

    proto = ["-I", "proto", "-I", installed / "share" / "hapax" / "proto"]
    (project / "python").mkdir()
    run(["protoc", *proto, "--python_out=python", "--pyi_out=python", f"--plugin=protoc-gen-hapax={installed}/bin/protoc-gen-hapax",
         "--hapax_out=emit=python,catalogue=shelf:python", "shelf/v1/events.proto"], cwd=project)
    run(["cmake", "-G", "Ninja", "-S", project, "-B", project / "build", f"-DCMAKE_PREFIX_PATH={installed}", "-DCMAKE_C_FLAGS=-Wall -Wextra -Werror"], timeout_s=110)
    run(["cmake", "--build", project / "build"], timeout_s=110)

    port = free_port()
    sidecar = Sidecar(logs, InMemory(), app_port=port, app_id="shelf")
    shelf = Hapax(logs, database.url, name="shelf", port=port, sidecar_port=sidecar.grpc_port, program=project / "build" / "shelf")
    try:
        shelf.start()
        sidecar.start()
        said = run([sys.executable, "-c", PUBLISH], env={"PYTHONPATH": f"{installed / 'site'}:{project / 'python'}", "DAPR_HTTP_PORT": str(sidecar.http_port)}).stdout
        assert said == "loan-7\nloan-7\nbook_id due_at note user_id\n"
        wait_until(lambda: database.value("select count(*) from shelf.processed_events") == 1, 20, "the event's effect")
        seconds = time.monotonic() - began
        assert database.query("select book_id, note from shelf.loans") == [{"book_id": 7, "note": "back by May"}]
    finally:
        sidecar.close()
        shelf.close()
    record_property("seconds_from_design_to_effect", round(seconds, 1))
    assert seconds < 60


def test_an_event_added_to_hapaxs_own_contract_is_generated_and_compiles(tmp_path):
    for folder in ("proto", "cmake", "src/protoc-gen-hapax"):
        shutil.copytree(places.TREE / folder, tmp_path / folder)
    shutil.copy(places.TREE / "CMakeLists.txt", tmp_path)
    run([places.HAPAX, "events", "new", "task.archived", "--topic", "task-events", "--field", "task_id:int64!", "--field", "user_id:string!"], cwd=tmp_path)
    # Without the cache, the languages whose generators lie there are left alone.
    run(["sh", "cmake/generate.sh", "gen", places.HAPAX.parent / "protoc-gen-hapax"], cwd=tmp_path, env={"XDG_CACHE_HOME": str(tmp_path / "cache")})
    (tmp_path / "use.c").write_text('#include "hapax/tasks/v1/events.h"\nenum status use(struct tx *tx, const struct cause *cause);\n'
                                    "enum status use(struct tx *tx, const struct cause *cause)\n{\n"
                                    "\tstruct tasks_task_archived data = TASKS_TASK_ARCHIVED_INIT;\n\tdata.task_id = 1;\n"
                                    "\treturn tasks_task_archived_append(tx, cause, &data, 1, NULL);\n}\n")
    include = [word for folder in (tmp_path / "gen", places.TREE / "include") for word in ("-I", folder)]
    for file in ("use.c", "gen/hapax/tasks/v1/events.c"):
        run(["gcc", "-std=c11", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", *include, file], cwd=tmp_path)
    assert "def publish_task_archived(client" in (tmp_path / "gen/python/hapax/tasks/v1/events.py").read_text()
    assert os.path.exists(tmp_path / "gen/python/hapax/tasks/v1/events_pb2.pyi")
