/**
 * What a pack comes to, value by value, each with the place where it is written. Reads checked
 * packs only. Start at {@link dev.keeptrail.language.effective.EffectiveConfig}.
 */
@NullMarked
package dev.keeptrail.language.effective;

import org.jspecify.annotations.NullMarked;
