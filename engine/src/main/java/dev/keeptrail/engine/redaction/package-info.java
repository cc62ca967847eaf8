/** How masked text looks, and how edits are put into texts. */
@NullMarked
package dev.keeptrail.engine.redaction;

import org.jspecify.annotations.NullMarked;
