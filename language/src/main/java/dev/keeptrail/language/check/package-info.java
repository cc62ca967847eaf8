/** The checks: pack tree in, plan and problems out. One small class per concern. */
@NullMarked
package dev.keeptrail.language.check;

import org.jspecify.annotations.NullMarked;
