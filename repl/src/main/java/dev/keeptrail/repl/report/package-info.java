/** What a replay came to, as a value and in every form in which it is shown. */
@NullMarked
package dev.keeptrail.repl.report;

import org.jspecify.annotations.NullMarked;
