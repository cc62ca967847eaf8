/**
 * The replay shell in a terminal: prompt, history, completion, colours and pages. The only package
 * that knows JLine; what the lines mean is the session's business.
 */
@NullMarked
package dev.keeptrail.repl.terminal;

import org.jspecify.annotations.NullMarked;
