/**
 * Replay: what would this pack have decided? Opens no socket, resolves no secret, moves no counter.
 */
@NullMarked
package dev.keeptrail.repl;

import org.jspecify.annotations.NullMarked;
