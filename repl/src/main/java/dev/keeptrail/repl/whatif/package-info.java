/** Changes facts and texts of a captured exchange, to see what would have been decided then. */
@NullMarked
package dev.keeptrail.repl.whatif;

import org.jspecify.annotations.NullMarked;
