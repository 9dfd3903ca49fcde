// PDF by Cairo and Pango: shaped text, subsets of the fonts embedded, rare characters included.
#pragma once

#include <memory>

#include "services/certificate/domain/renderer.h"

namespace notary::pdf {

std::unique_ptr<certificate::Renderer> NewRenderer();

}  // namespace notary::pdf
