# schemas/events.json as the message table of Windows' event log: cmake -DINPUT=events.json -DOUTPUT=machine_log.mc -P …
# %1 is what stands behind the sentence: the code and its fields.
file(READ "${INPUT}" document)
string(JSON count LENGTH "${document}" events)
math(EXPR last "${count} - 1")
set(text "SeverityNames=(information=0x1 warning=0x2 error=0x3)\n")
string(APPEND text "LanguageNames=(English=0x409:machine_log_en Vietnamese=0x42A:machine_log_vi)\n")
foreach(index RANGE ${last})
  string(JSON code MEMBER "${document}" events ${index})
  foreach(key number severity)
    string(JSON ${key} GET "${document}" events "${code}" ${key})
  endforeach()
  string(JSON vi GET "${document}" events "${code}" message vi)
  string(JSON en GET "${document}" events "${code}" message en)
  string(APPEND text "\nMessageId=${number}\nSeverity=${severity}\n"
         "Language=English\n${en}%n%1\n.\nLanguage=Vietnamese\n${vi}%n%1\n.\n")
endforeach()
file(WRITE "${OUTPUT}" "${text}")
