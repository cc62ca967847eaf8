/**
 * The operators' pages: what is on record, for people. Made on the server; no state but log-ins.
 */
@NullMarked
package dev.keeptrail.gateway.console;

import org.jspecify.annotations.NullMarked;
