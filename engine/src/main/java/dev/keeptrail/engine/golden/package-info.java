/**
 * Golden decision traces: what was decided, kept beside the pack as approved files and compared
 * byte by byte.
 */
@NullMarked
package dev.keeptrail.engine.golden;

import org.jspecify.annotations.NullMarked;
