/** Runs a replay on many threads; the result does not depend on them. */
@NullMarked
package dev.keeptrail.repl.run;

import org.jspecify.annotations.NullMarked;
