# What is installed, and where. The Debian package is made of the same rules: systemd/package/package.cmake.
include(GNUInstallDirs)

set(program_files ${CMAKE_INSTALL_DATADIR}/physio-kiosk)

install(TARGETS physio-kiosk RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS physio-kiosk-player RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/physio-kiosk)

install(DIRECTORY assets/icons assets/figures DESTINATION ${program_files}/assets)
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/assets/locale) # empty as long as there is no translation
install(DIRECTORY ${PROJECT_BINARY_DIR}/assets/locale DESTINATION ${program_files})
install(DIRECTORY content DESTINATION ${program_files} PATTERN PEMAT.md EXCLUDE)
install(DIRECTORY videos DESTINATION ${program_files} PATTERN studio EXCLUDE)

# Units, and what the system makes for them: the user, the folders, the name of the screen's device.
install(DIRECTORY systemd/ DESTINATION lib/systemd/system
        FILES_MATCHING PATTERN *.service PATTERN *.socket PATTERN *.timer PATTERN *.path
        PATTERN man EXCLUDE PATTERN package EXCLUDE)
install(FILES systemd/physio-kiosk.sysusers DESTINATION lib/sysusers.d RENAME physio-kiosk.conf)
install(FILES systemd/physio-kiosk.tmpfiles DESTINATION lib/tmpfiles.d RENAME physio-kiosk.conf)
install(FILES systemd/physio-kiosk.journald DESTINATION lib/systemd/journald.conf.d RENAME physio-kiosk.conf)
file(GLOB rules CONFIGURE_DEPENDS systemd/*.rules)
install(FILES ${rules} DESTINATION lib/udev/rules.d)
install(FILES systemd/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(PROGRAMS kiosk/setup DESTINATION ${CMAKE_INSTALL_SBINDIR} RENAME physio-kiosk-setup)
install(PROGRAMS systemd/physio-kiosk-update DESTINATION ${CMAKE_INSTALL_SBINDIR})
install(PROGRAMS systemd/say-why systemd/stick DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/physio-kiosk)

# Manual pages and the package's own papers, packed the way Debian wants them: the same bytes each time.
find_program(GZIP_PROGRAM gzip REQUIRED)
# packed(SOURCE FOLDER NAME): SOURCE with the version filled in becomes FOLDER/NAME.gz.
function(packed source folder name)
    set(plain ${PROJECT_BINARY_DIR}/packed/${name})
    configure_file(${source} ${plain} @ONLY)
    add_custom_command(OUTPUT ${plain}.gz DEPENDS ${plain} VERBATIM
        COMMAND ${GZIP_PROGRAM} -9nkf ${plain})
    set_property(GLOBAL APPEND PROPERTY packed_files ${plain}.gz)
    install(FILES ${plain}.gz DESTINATION ${folder})
endfunction()
foreach(page IN ITEMS physio-kiosk.1 physio-kiosk-content.5 physio-kiosk-setup.8 physio-kiosk-update.8)
    string(REGEX REPLACE ".*\\." "" section ${page})
    packed(${PROJECT_SOURCE_DIR}/systemd/man/${page} ${CMAKE_INSTALL_MANDIR}/man${section} ${page})
endforeach()
packed(${PROJECT_SOURCE_DIR}/systemd/package/debian/changelog ${CMAKE_INSTALL_DOCDIR} changelog)
install(FILES systemd/package/debian/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES systemd/package/debian/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME physio-kiosk)
get_property(packed_files GLOBAL PROPERTY packed_files)
add_custom_target(packed_papers ALL DEPENDS ${packed_files})
