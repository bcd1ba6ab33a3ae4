/** Amazon Comprehend as a classifier. */
@NullMarked
package io.tickvox.text.comprehend;

import org.jspecify.annotations.NullMarked;
