/**
 * Pack source to checked, engine-neutral plan. Start at {@link
 * dev.keeptrail.language.PackCompiler}.
 */
@NullMarked
package dev.keeptrail.language;

import org.jspecify.annotations.NullMarked;
