// Test persons of domain.md 6.7 and what they fill in: their numbers were never issued to anybody.
#pragma once

#include <map>
#include <string>

namespace notary::demo {

using Form = std::map<std::string, std::string>;

// The applicant's own part of a form, for use in the United States.
Form ZhangYi();
Form WangSan();
Form QianWu();
Form ZhouQi();
Form WuYan();
Form WeiBing();
Form ZhengJiu();  // born in 2015: acts through a guardian
Form Organisation();

// What a nurse's qualification certificate of this number says.
Form NurseQualification(const std::string& number);

Form With(Form form, const Form& more);

// Where the courier goes.
Form ToHome();

// A person's part of a form under another key: "spouse", "agent", "guardian", "father".
Form LiErAs(const std::string& key);
Form ZhangYiAs(const std::string& key);
Form ZhouQiAs(const std::string& key);

}  // namespace notary::demo
