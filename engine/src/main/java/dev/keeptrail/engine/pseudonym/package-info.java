/** Stand-ins that look like what they stand for, and the way back. */
@NullMarked
package dev.keeptrail.engine.pseudonym;

import org.jspecify.annotations.NullMarked;
