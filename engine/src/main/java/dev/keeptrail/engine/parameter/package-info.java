/**
 * What the parameters of tools take: read from the tools that a request offers, else told from
 * names. Detectors judge a value of a tool's arguments by it.
 */
@NullMarked
package dev.keeptrail.engine.parameter;

import org.jspecify.annotations.NullMarked;
