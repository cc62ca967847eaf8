@NullMarked
package dev.keeptrail.postgresql;

import org.jspecify.annotations.NullMarked;
