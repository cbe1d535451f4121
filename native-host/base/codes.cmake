# cccd_generate_codes(TARGET HEADER INPUT json MEMBER name TEMPLATE hpp.in COLUMNS column…)
# A header with an enumerator and a row of a table for every code of a file in schemas/; TARGET makes it.
# A column is a path in the code's entry (message.vi); one that is not there is an empty text. Words that are
# enumerators in C++ name their enum: Severity::severity.
set(CCCD_CODES_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/generate-codes.cmake")
function(cccd_generate_codes target header)
  cmake_parse_arguments(CODES "" "INPUT;MEMBER;TEMPLATE" "COLUMNS" ${ARGN})
  string(REPLACE ";" "," columns "${CODES_COLUMNS}")
  set(template "${CMAKE_CURRENT_SOURCE_DIR}/${CODES_TEMPLATE}")
  add_custom_command(
    OUTPUT "${header}"
    COMMAND "${CMAKE_COMMAND}" "-DINPUT=${CODES_INPUT}" "-DMEMBER=${CODES_MEMBER}" "-DTEMPLATE=${template}"
            "-DCOLUMNS=${columns}" "-DOUTPUT=${header}" -P "${CCCD_CODES_SCRIPT}"
    DEPENDS "${CODES_INPUT}" "${template}" "${CCCD_CODES_SCRIPT}"
    VERBATIM)
  add_custom_target(${target} DEPENDS "${header}")
endfunction()
