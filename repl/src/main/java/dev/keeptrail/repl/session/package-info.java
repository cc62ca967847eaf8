/**
 * The replay shell without a terminal: lines in, pages of text out. Whoever owns a terminal, a pipe
 * or a script hands its lines to {@link dev.keeptrail.repl.session.ShellSession}.
 */
@NullMarked
package dev.keeptrail.repl.session;

import org.jspecify.annotations.NullMarked;
