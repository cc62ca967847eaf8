/** What two packs decide differently on one exchange. */
@NullMarked
package dev.keeptrail.repl.compare;

import org.jspecify.annotations.NullMarked;
