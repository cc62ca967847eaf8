/**
 * The {@code kt} command.
 *
 * <p>One picocli class per sub-command, no logic: a command reads its options, calls the module
 * that does the work, prints what came back and gives an exit code. Nothing outside this package
 * knows picocli. {@link dev.keeptrail.cli.Invocation} is all a command sees of the process, so that
 * a test runs a command like a user does.
 */
@NullMarked
package dev.keeptrail.cli;

import org.jspecify.annotations.NullMarked;
