#!/bin/sh
# Runs once, when the database is made: Baton's owner is no superuser, for whom PostgreSQL would
# not keep tenants apart.
set -eu

psql --set=ON_ERROR_STOP=1 --set=password="$BATON_DB_PASSWORD" --username="$POSTGRES_USER" <<'SQL'
create role baton login createrole password :'password';
create database baton owner baton;
SQL
