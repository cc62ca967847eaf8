/**
 * {@code kt demo}: a gateway, a few real requests through it, and whether all came out as it
 * should. Knows nothing of the command line.
 */
@NullMarked
package dev.keeptrail.cli.demo;

import org.jspecify.annotations.NullMarked;
