/**
 * Whether masking left something behind. Start at {@link dev.keeptrail.engine.masking.MaskProof}.
 */
@NullMarked
package dev.keeptrail.engine.masking;

import org.jspecify.annotations.NullMarked;
