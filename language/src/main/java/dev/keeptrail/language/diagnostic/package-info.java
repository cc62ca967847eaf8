/** Problems as values, and the renderers that show them. */
@NullMarked
package dev.keeptrail.language.diagnostic;

import org.jspecify.annotations.NullMarked;
