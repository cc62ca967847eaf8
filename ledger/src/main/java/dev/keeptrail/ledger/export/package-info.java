/** Events for other programs: whole ranges of them, in files. */
@NullMarked
package dev.keeptrail.ledger.export;

import org.jspecify.annotations.NullMarked;
