/** Judges captured exchanges with a pack, as far as what was captured answers it. */
@NullMarked
package dev.keeptrail.repl.judge;

import org.jspecify.annotations.NullMarked;
