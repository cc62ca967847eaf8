/**
 * Ledgers in a PostgreSQL database. Depends on the ledger, which finds it as a service; nothing
 * else knows it.
 */
@NullMarked
package dev.keeptrail.postgresql;

import org.jspecify.annotations.NullMarked;
