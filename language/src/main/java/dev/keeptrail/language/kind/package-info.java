/** What the language knows of a policy kind: its name, phases, settings and reason codes. */
@NullMarked
package dev.keeptrail.language.kind;

import org.jspecify.annotations.NullMarked;
