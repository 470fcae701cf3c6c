/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The tables of a case and every statement that is run on them. */
#include "case/case_parts.h"

const char case_schema[] =
    "CREATE TABLE release (id INTEGER PRIMARY KEY CHECK (id = 1), program BLOB NOT NULL, policy BLOB NOT NULL,"
    " packs BLOB NOT NULL, inputs BLOB NOT NULL, scanned INTEGER NOT NULL DEFAULT 0) STRICT;"
    /* ended: 0 being read, 1 read; output: enum case_output */
    "CREATE TABLE document (number INTEGER PRIMARY KEY, path BLOB NOT NULL, ended INTEGER NOT NULL DEFAULT 0,"
    " output INTEGER NOT NULL DEFAULT 0, err INTEGER NOT NULL DEFAULT 0, fault BLOB, numbers BLOB, case_number BLOB,"
    " digest BLOB, parts INTEGER) STRICT;"
    "CREATE TABLE person (document INTEGER NOT NULL REFERENCES document(number), part INTEGER NOT NULL,"
    " number INTEGER NOT NULL, who INTEGER NOT NULL, age INTEGER NOT NULL, kin BLOB NOT NULL, birth BLOB NOT NULL,"
    " names BLOB NOT NULL, evidence BLOB NOT NULL, place BLOB NOT NULL, facts BLOB NOT NULL,"
    " PRIMARY KEY (document, part, number)) STRICT, WITHOUT ROWID;"
    /* document -1: the whole release, so there is no foreign key */
    "CREATE TABLE decision (id INTEGER PRIMARY KEY, document INTEGER NOT NULL, name BLOB NOT NULL,"
    " what INTEGER NOT NULL, verdict INTEGER NOT NULL, by BLOB NOT NULL, at BLOB NOT NULL, note BLOB NOT NULL) STRICT;"
    /* id: document << 24 | chunk */
    "CREATE TABLE output (id INTEGER PRIMARY KEY, records BLOB NOT NULL) STRICT;"
    /* of documents whose output is tried */
    "CREATE TABLE question (document INTEGER PRIMARY KEY, asked BLOB NOT NULL) STRICT;";

const char case_schema_left[] =
    /* amount: enum case_left */
    "CREATE TABLE left_over (document INTEGER PRIMARY KEY, amount INTEGER NOT NULL, items BLOB NOT NULL) STRICT;";

#define DOCUMENT_COLUMNS "number, path, err, fault, numbers, case_number, digest, output, parts"
#define PERSON_COLUMNS                                                                                                 \
	"p.document, p.part, p.number, p.who, p.age, p.kin, p.birth, p.names, p.evidence, p.place, p.facts"

const char *const case_statements[STATEMENTS] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [RELEASE_GET] = "SELECT program, policy, packs, inputs, scanned FROM release",
    [RELEASE_SET] = "INSERT INTO release (id, program, policy, packs, inputs) VALUES (1, ?1, ?2, ?3, ?4)",
    [RELEASE_SCANNED] = "UPDATE release SET scanned = 1",
    [DOCUMENT_NEW] = "INSERT OR IGNORE INTO document (number, path) VALUES (?1, ?2)",
    [DOCUMENT_AGAIN] = "UPDATE document SET path = ?2, ended = 0, output = 0, err = 0 WHERE number = ?1",
    [DOCUMENT_END] = "UPDATE document SET ended = 1, err = ?2, fault = ?3, numbers = ?4, digest = ?5, output = ?6,"
		     " parts = ?7, case_number = x'' WHERE number = ?1",
    [DOCUMENT_WITHHOLD] = "UPDATE document SET err = ?2, fault = ?3 WHERE number = ?1",
    [DOCUMENT_RELEASED] = "UPDATE document SET output = ?2 WHERE number = ?1",
    [DOCUMENT_JOIN] = "UPDATE document SET case_number = ?2 WHERE number = ?1",
    [DOCUMENT_GET] = "SELECT " DOCUMENT_COLUMNS " FROM document WHERE number = ?1 AND ended",
    [DOCUMENT_ALL] = "SELECT " DOCUMENT_COLUMNS " FROM document WHERE ended ORDER BY number",
    [DOCUMENT_COUNT] = "SELECT count(*) FROM document WHERE ended",
    [PERSON_ADD] = "INSERT INTO person VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    [PERSON_DROP] = "DELETE FROM person WHERE document = ?1",
    [PERSON_GET] = "SELECT " PERSON_COLUMNS " FROM person p WHERE document = ?1 ORDER BY document, part, number",
    [PERSON_RELATIVES] = "SELECT " PERSON_COLUMNS " FROM document d CROSS JOIN person p ON p.document = d.number"
			 " WHERE d.case_number = ?1 AND d.case_number <> x'' AND d.ended ORDER BY d.number, p.part, p.number",
    [PERSON_SIDES] = "SELECT " PERSON_COLUMNS " FROM person p WHERE (1 << who) & ?1 AND names <> x''"
		     " ORDER BY document, part, number",
    [DECISION_ADD] = "INSERT INTO decision (document, name, what, verdict, by, at, note)"
		     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [DECISION_GET] = "SELECT id, document, name, what, verdict, by, at, note FROM decision"
		     " WHERE document = -1 OR document = ?1 ORDER BY document >= 0, id",
    [OUTPUT_ADD] = "INSERT INTO output VALUES (?1, ?2)",
    [OUTPUT_DROP] = "DELETE FROM output WHERE id >= ?1 << 24 AND id < (?1 + 1) << 24",
    [OUTPUT_GET] = "SELECT records FROM output WHERE id >= ?1 << 24 AND id < (?1 + 1) << 24 ORDER BY id",
    [OUTPUT_DROP_ALL] = "DELETE FROM output",
    [OUTPUT_FORGET_ALL] = "UPDATE document SET output = 0 WHERE output",
    [OUTPUT_FALL_DECIDED] = "UPDATE document SET output = 0 WHERE output = 1 AND (case_number <> x''"
			    " OR EXISTS (SELECT 1 FROM decision WHERE document = -1)"
			    " OR number IN (SELECT document FROM decision))",
    [OUTPUT_STAND] = "UPDATE document SET output = 2 WHERE output = 1",
    [OUTPUT_OPEN] = "SELECT coalesce(max(number) + 1, 0) FROM document WHERE ended AND output = 0 AND err = 0",
    [QUESTION_ADD] = "INSERT OR REPLACE INTO question VALUES (?1, ?2)",
    [QUESTION_DROP] = "DELETE FROM question WHERE document = ?1",
    [QUESTION_GET] = "SELECT number, asked FROM document JOIN question ON document = number WHERE output = 1",
    [QUESTION_DROP_ALL] = "DELETE FROM question",
    [LEFT_SET] = "INSERT OR REPLACE INTO left_over VALUES (?1, ?2, ?3)",
    [LEFT_GET] = "SELECT amount, items FROM left_over WHERE document = ?1",
    [LEFT_DROP] = "DELETE FROM left_over WHERE document = ?1",
};
