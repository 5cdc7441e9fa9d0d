"""A private Postgres cluster with a database for each test."""

import glob
import itertools
import os
import pwd
import shutil
import signal

import psycopg

from . import places
from .ports import free_port
from .process import Part, run
from .wait import wait_until

_numbers = itertools.count(1)


def program(name):
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"))
    return found[-1] if found else places.system_program(name)


class Postgres:
    def __init__(self, log_dir, **settings):
        """settings: further ones of postgresql.conf, or others than the tests'."""
        self.folder = places.temporary_folder("pg")
        self.data = os.path.join(self.folder, "data")
        self.user = "postgres" if os.geteuid() == 0 else None  # initdb refuses root
        if self.user:
            entry = pwd.getpwnam(self.user)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        self.port = free_port()
        run([program("initdb"), "-D", self.data, "-U", "hapax", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            user=self.user, cwd=self.folder)
        # fsync off: the tests kill processes, never the machine, and what a process wrote survives that.
        settings = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self.folder, "fsync": "off",
                    "max_connections": 200, "log_min_messages": "warning", "timezone": "UTC", "max_prepared_transactions": 0, **settings}
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        self.part = Part("postgres", [program("postgres"), "-D", self.data, *options], log_dir, user=self.user, cwd=self.folder)

    def start(self):
        self.part.start()
        wait_until(lambda: self.connect("postgres").close() or True, 20, "Postgres to take connections")
        return self

    def connect(self, database):
        return psycopg.connect(self.url(database), autocommit=True, connect_timeout=5)

    def url(self, database):
        return f"postgresql://hapax@127.0.0.1:{self.port}/{database}"

    def database(self):
        name = f"test{next(_numbers)}"
        with self.connect("postgres") as connection:
            connection.execute(f"create database {name}")
        return Database(self, name)

    def crash(self):
        """Every server process at once, as a crash of the machine's memory would: the postmaster takes its children along."""
        self.part.stop(number=signal.SIGQUIT)

    def close(self):
        if self.part.running():
            self.part.stop(number=signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)


class Database:
    def __init__(self, server, name):
        self.server = server
        self.name = name

    @property
    def url(self):
        return self.server.url(self.name)

    def query(self, sql, *parameters):
        """All rows, each a dict."""
        with self.server.connect(self.name) as connection:
            cursor = connection.cursor(row_factory=psycopg.rows.dict_row)
            cursor.execute(sql, parameters or None)
            return cursor.fetchall() if cursor.description else []

    def value(self, sql, *parameters):
        rows = self.query(sql, *parameters)
        return next(iter(rows[0].values())) if rows else None

    def audit(self, **where):
        """Rows of audit.audit_log in the order of their arrival, by any of its columns."""
        return self.query("select * from audit.audit_log" + _where(where), *where.values())

    def audit_count(self, **where):
        return self.value("select count(*) from audit.audit_log" + _where(where), *where.values())

    def dead_letters(self):
        """Of all consumers."""
        schemas = self.query("select table_schema as name from information_schema.tables where table_name = 'dead_letters' order by 1")
        return [row for schema in schemas for row in self.query(f'select * from "{schema["name"]}".dead_letters order by 1')]

    def wait_audit(self, count, timeout_s=30, **where):
        wait_until(lambda: self.audit_count(**where) >= count, timeout_s,
                   f"{count} rows in audit.audit_log with {where}, there are {self.audit_count(**where)}")
        rows = self.audit(**where)
        assert len(rows) == count, f"{len(rows)} rows in audit.audit_log with {where}, not {count}"
        return rows

    def wait_dead_letter(self, timeout_s=20, **where):
        def found():
            return [row for row in self.dead_letters() if all(row[key] == value for key, value in where.items())]

        return wait_until(found, timeout_s, f"a dead letter with {where}")

    def allow_connections(self, allowed):
        """Taking them away also ends those that exist: to hapax, the database is gone."""
        with self.server.connect("postgres") as connection:
            connection.execute(f"alter database {self.name} with allow_connections {'true' if allowed else 'false'}")
            if not allowed:
                connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (self.name,))


def _where(conditions):
    return " where " + " and ".join(f"{column} = %s" for column in conditions) if conditions else ""
