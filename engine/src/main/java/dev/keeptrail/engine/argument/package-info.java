/** Arguments of tool calls held against JSON Schemas. */
@NullMarked
package dev.keeptrail.engine.argument;

import org.jspecify.annotations.NullMarked;
