/**
 * The text front-end: a {@code .pack} source in, the pack tree out. The only package with ANTLR.
 */
@NullMarked
package dev.keeptrail.language.parse;

import org.jspecify.annotations.NullMarked;
