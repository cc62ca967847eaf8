/**
 * What the command lines of replays have in common, as picocli mixins: {@code kt} and the job for
 * Spark take the same words, refuse the same ones, and end with the same codes.
 */
@NullMarked
package dev.keeptrail.repl.options;

import org.jspecify.annotations.NullMarked;
