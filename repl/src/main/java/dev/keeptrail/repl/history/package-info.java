/** Looks a pack's file up in the history that git keeps of it. */
@NullMarked
package dev.keeptrail.repl.history;

import org.jspecify.annotations.NullMarked;
