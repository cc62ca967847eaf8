/** Where recorded exchanges come from: ledgers and files. */
@NullMarked
package dev.keeptrail.repl.input;

import org.jspecify.annotations.NullMarked;
