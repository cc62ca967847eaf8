/** Writing JSON text. Small on purpose: a command that prints a report starts no JSON library. */
@NullMarked
package dev.keeptrail.language.json;

import org.jspecify.annotations.NullMarked;
